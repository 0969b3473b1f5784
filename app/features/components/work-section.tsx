import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Board, type BoardColumn } from "~/ui/board.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

type Column = "open" | "done";
/** Long enough to see the button at work. */
const WORK_MS = 600;

/** A board to move cards on, and the dialogs that send something. */
export function WorkSection() {
  const client = new QueryClient();
  const [open, setOpen] = createSignal<"form" | "confirm" | null>(null);
  const [done, setDone] = createSignal<readonly string[]>(["EQX1010"]);
  const all = ["EQX1004", "EQX1007", "EQX1010"];
  const columns = (): BoardColumn<string, Column>[] => [
    { id: "open", title: t("components.sample.field"), items: all.filter((id) => !done().includes(id)) },
    { id: "done", title: t("components.sample.inspected"), items: all.filter((id) => done().includes(id)) },
  ];
  const work = async () => {
    await new Promise((resolve) => setTimeout(resolve, WORK_MS));
    setOpen(null);
    toast.success(t("components.sample.saved"));
  };
  return (
    <QueryClientProvider client={client}>
      <Board
        label={t("components.section.work")}
        columns={columns()}
        itemId={(item) => item}
        itemName={(item) => item}
        targets={(item) => [done().includes(item) ? "open" : "done"]}
        onMove={(item, to) => setDone((was) => (to === "done" ? [...was, item] : was.filter((each) => each !== item)))}
        card={(item) => <p class="font-medium">{item}</p>}
        emptyText={t("components.sample.emptyTitle")}
        moveLabel={(name) => `${t("components.sample.openMenu")}: ${name}`}
      />
      <Card title={t("components.section.work")}>
        <div class="flex flex-wrap gap-3">
          <Button onClick={() => setOpen("form")}>{t("components.sample.openForm")}</Button>
          <Button onClick={() => setOpen("confirm")}>{t("components.sample.openQuestion")}</Button>
        </div>
        <FormDialog
          open={open() === "form"}
          onClose={() => setOpen(null)}
          title={t("components.sample.dialogTitle")}
          hint={t("components.sample.dialogHint")}
          submit={t("components.sample.field")}
          onOpen={() => {}}
          check={() => true}
          onSend={work}
        >
          <TextField label={t("components.sample.hours")} hint={t("components.sample.hoursHint")} suffix="h" />
        </FormDialog>
        <ConfirmDialog
          open={open() === "confirm"}
          onClose={() => setOpen(null)}
          title={t("components.sample.dialogTitle")}
          hint={t("components.sample.dialogHint")}
          action={t("components.sample.danger")}
          danger
          onConfirm={work}
        />
      </Card>
    </QueryClientProvider>
  );
}
