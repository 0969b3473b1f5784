import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import FileText from "lucide-solid/icons/file-text";
import MailPlus from "lucide-solid/icons/mail-plus";
import Unlink from "lucide-solid/icons/unlink";
import { Match, Show, Switch } from "solid-js";
import { rowMenuStyle } from "~/features/members/member-menu.tsx";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import type { Column } from "~/ui/data-table.tsx";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu.tsx";
import { OrganizationState } from "./organization-state.tsx";
import type { Customer } from "./organizations.queries.ts";

export type CustomerStep = "terms" | "invite" | "end";

function CustomerMenu(props: { customer: Customer; onStep: (step: CustomerStep, customer: Customer) => void }) {
  const { can } = useSession();
  const step = (wanted: CustomerStep) => () => props.onStep(wanted, props.customer);
  return (
    <Menu
      label={t("organizations.customers.menu", { name: props.customer.name })}
      triggerClass={rowMenuStyle}
      trigger={<EllipsisVertical aria-hidden="true" />}
    >
      <Show when={can("customers.updateTerms")}>
        <MenuItem icon={<FileText aria-hidden="true" />} onSelect={step("terms")}>
          {t("organizations.customers.terms")}
        </MenuItem>
      </Show>
      <Show when={props.customer.invitable && can("customers.inviteSupervisor")}>
        <MenuItem icon={<MailPlus aria-hidden="true" />} onSelect={step("invite")}>
          {t("organizations.customers.invite")}
        </MenuItem>
      </Show>
      <MenuSeparator />
      <MenuItem danger icon={<Unlink aria-hidden="true" />} onSelect={step("end")}>
        {t("organizations.customers.end")}
      </MenuItem>
    </Menu>
  );
}

/** Whether anybody is there, or who is invited. */
function PeopleLine(props: { customer: Customer; now: Date }) {
  return (
    <Show when={props.customer.supervisors === 0 && props.customer.active}>
      <span class="mt-1 block text-xs break-all text-muted">
        <Switch fallback={t("organizations.customers.noSupervisor")}>
          <Match when={props.customer.invitation && new Date(props.customer.invitation.expiresAt) <= props.now}>
            {t("organizations.customers.expired")}
          </Match>
          <Match when={props.customer.invitation}>
            {(invitation) => t("organizations.customers.invited", { email: invitation().email })}
          </Match>
        </Switch>
      </span>
    </Show>
  );
}

interface Settings {
  format: Format;
  former: boolean;
  /** HQ sees the customers of all dealers and none of their menus but the end. */
  ofAll: boolean;
  acts: boolean;
  onStep: (step: CustomerStep, customer: Customer) => void;
}

/** The columns of a list of customers. */
export function customerColumns({ format, former, ofAll, acts, onStep }: Settings): Column<Customer>[] {
  const figure = (id: "sites" | "machines"): Column<Customer> => ({
    id,
    header: t(`organizations.customers.column.${id}`),
    align: "end",
    sortValue: (customer) => customer[id],
    cell: (customer) => format.number(customer[id]),
  });
  const columns: (Column<Customer> | false)[] = [
    {
      id: "name",
      header: t("organizations.customers.column.name"),
      sortValue: ({ name }) => name.toLocaleLowerCase(),
      cell: (customer) => (
        <>
          <span class="font-semibold break-words">{customer.name}</span>
          <span class="block text-sm font-normal text-muted">{customer.accountNumber}</span>
        </>
      ),
    },
    ofAll && {
      id: "dealer",
      header: t("organizations.customers.column.dealer"),
      sortValue: ({ dealerName }) => dealerName,
      cell: ({ dealerName }) => dealerName,
    },
    !former && {
      id: "state",
      header: t("organizations.customers.column.state"),
      cell: (customer) => (
        <>
          <OrganizationState active={customer.active} run={customer.supervisors > 0} />
          <PeopleLine customer={customer} now={new Date()} />
        </>
      ),
    },
    !ofAll && {
      id: "contact",
      header: t("organizations.customers.column.contact"),
      cell: (customer) => (
        <Show when={customer.contacts[0]} fallback={<span class="text-faint">{t("common.state.none")}</span>}>
          {(contact) => (
            <>
              <span class="break-words">{contact().name}</span>
              <span class="block text-xs break-all text-muted">{contact().phone ?? contact().email}</span>
            </>
          )}
        </Show>
      ),
    },
    figure("sites"),
    figure("machines"),
    {
      id: "since",
      header: t(former ? "organizations.customers.column.ended" : "organizations.customers.column.since"),
      sortValue: ({ since, endedAt }) => (former ? endedAt : since),
      cell: ({ since, endedAt }) => format.date(former && endedAt ? endedAt : since),
    },
    acts &&
      !former && {
        id: "actions",
        header: t("organizations.customers.column.actions"),
        align: "end",
        card: "badge",
        class: "w-16",
        cell: (customer) => <CustomerMenu customer={customer} onStep={onStep} />,
      },
  ];
  return columns.filter((column) => column !== false);
}
