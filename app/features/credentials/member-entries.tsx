import IdCard from "lucide-solid/icons/id-card";
import MailCheck from "lucide-solid/icons/mail-check";
import { Show } from "solid-js";
import { mayHoldBadge } from "../../../server/domain/credentials/badge-roles.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { MenuItem } from "~/ui/menu.tsx";
import { setAsked } from "./badge-desk-state.ts";

interface EntryProps {
  member: { userId: string; name: string; role: string; email: string | null; active: boolean };
}

const holderOf = ({ userId, name }: EntryProps["member"]) => ({ userId, name });

/** Opens a member's badge, where their role may hold one. */
export function BadgeEntry(props: EntryProps) {
  const { can } = useSession();
  return (
    <Show when={props.member.active && mayHoldBadge(props.member.role) && can("credentials.issueBadge")}>
      <MenuItem
        icon={<IdCard aria-hidden="true" />}
        onSelect={() => setAsked({ what: "badge", holder: holderOf(props.member) })}
      >
        {t("credentials.badge.action")}
      </MenuItem>
    </Show>
  );
}

/** Lets a member use codes again after too many wrong ones. */
export function CodesEntry(props: EntryProps) {
  const { me, can } = useSession();
  return (
    <Show when={props.member.active && props.member.email && me().siteIds === null && can("credentials.allowCodes")}>
      <MenuItem
        icon={<MailCheck aria-hidden="true" />}
        onSelect={() => setAsked({ what: "codes", holder: holderOf(props.member) })}
      >
        {t("credentials.codes.action")}
      </MenuItem>
    </Show>
  );
}
