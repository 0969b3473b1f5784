import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import { ContactPerson } from "./contact-person.tsx";
import type { RentalRecord } from "./rentals.queries.ts";

/** Who has to do with the rental. */
export function ContactsCard(props: { rental: RentalRecord }) {
  const items = (): Definition[] => {
    const { deliveryContact, operatorName, checkedOutByName, checkedInByName } = props.rental;
    return [
      ...(deliveryContact
        ? [
            {
              term: t("rentals.papers.contact"),
              value: <ContactPerson contact={deliveryContact} />,
            },
          ]
        : []),
      ...(operatorName ? [{ term: t("rentals.record.operator"), value: operatorName }] : []),
      ...(checkedOutByName ? [{ term: t("rentals.record.sentBy"), value: checkedOutByName }] : []),
      ...(checkedInByName ? [{ term: t("rentals.record.takenBy"), value: checkedInByName }] : []),
    ];
  };
  return (
    <Show when={items().length > 0}>
      <Card title={t("rentals.record.contacts")}>
        <DefinitionList items={items()} columns={2} />
      </Card>
    </Show>
  );
}
