import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";

interface OtherOrganizationProps {
  /** By name. */
  wanted: string;
  current: string;
  busy: boolean;
  onSwitch: () => void;
}

/** Instead of a screen that a link leads to for another organisation of the person's. */
export function OtherOrganization(props: OtherOrganizationProps) {
  return (
    <EmptyState
      icon={<ArrowLeftRight />}
      title={t("notifications.other.title", { organization: props.wanted })}
      hint={t("notifications.other.hint", { current: props.current })}
      action={
        <Button variant="primary" busy={props.busy} onClick={() => props.onSwitch()}>
          {t("notifications.other.switch", { organization: props.wanted })}
        </Button>
      }
    />
  );
}
