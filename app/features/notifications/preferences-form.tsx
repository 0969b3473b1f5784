import { createMemo, createSignal, Show } from "solid-js";
import type { NotificationSettings } from "../../../server/domain/notifications/settings.ts";
import { languageOf } from "../../../server/domain/notifications/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { locale, t } from "~/lib/i18n.ts";
import { noteLostChunk } from "~/lib/lost-chunk.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { toast } from "~/ui/toast.tsx";
import { createKeptForm } from "../tasks/create-kept-form.ts";
import { createOperation } from "../tasks/create-operation.ts";
import { KindsTable } from "./kinds-table.tsx";
import { MutedSites } from "./muted-sites.tsx";
import type { Preferences } from "./notifications.queries.ts";
import { TimesFields } from "./times-fields.tsx";

type Draft = { changes: Partial<NotificationSettings> };
const NO_DRAFT: Draft = { changes: {} };

/** What is changed and not saved yet survives a reload. */
export function PreferencesForm(props: { preferences: Preferences }) {
  const kept = createKeptForm<Draft>("notifications.savePreferences", NO_DRAFT);
  const [tried, setTried] = createSignal(false);
  const settings = createMemo((): NotificationSettings => ({ ...props.preferences.settings, ...kept.form().changes }));
  const dirty = () => JSON.stringify(settings()) !== JSON.stringify(props.preferences.settings);
  const change = (part: Partial<NotificationSettings>) =>
    kept.edit(({ changes }) => ({ changes: { ...changes, ...part } }));
  function drop() {
    kept.edit(() => NO_DRAFT);
    setTried(false);
    void kept.drop();
  }
  const save = createOperation({
    send: (input: { settings: NotificationSettings }, sent) =>
      client.notifications.savePreferences.mutate({ ...input, ...sent }),
    onDone: async (saved) => {
      trpc.notifications.preferences.setData(undefined, saved);
      drop();
      toast.success(t("notifications.settings.saved"));
    },
  });
  async function submit() {
    setTried(true);
    // The rules are loaded when somebody is done.
    const { notificationSettingsSchema } = await import("../../../server/domain/notifications/settings.ts");
    if (notificationSettingsSchema.safeParse(settings()).success)
      save.mutate({ settings: { ...settings(), language: languageOf(locale()) } });
  }
  return (
    <form
      class="flex flex-col gap-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(noteLostChunk);
      }}
    >
      <Show when={props.preferences.savedAt === null}>
        <p class="text-sm text-muted">{t("notifications.settings.defaults")}</p>
      </Show>
      <Show when={kept.resumed() && dirty()}>
        <p role="status" class="text-sm font-medium">
          {t("notifications.settings.resumed")}
        </p>
      </Show>
      <Card title={t("notifications.settings.kinds")}>
        <KindsTable settings={settings()} onChange={change} />
      </Card>
      <Card title={t("notifications.settings.sites")}>
        <MutedSites settings={settings()} onChange={change} />
      </Card>
      <TimesFields settings={settings()} tried={tried()} onChange={change} />
      <div class="flex flex-wrap items-center justify-end gap-3">
        <p role="alert" class="min-w-48 flex-1 text-sm font-medium text-red">
          {save.isError ? errorSentence(save.error, t) : null}
        </p>
        <Button disabled={!dirty() || save.isPending} onClick={drop}>
          {t("notifications.settings.discard")}
        </Button>
        <Button type="submit" variant="primary" disabled={!dirty() || !kept.ready()} busy={save.isPending}>
          {t("notifications.settings.save")}
        </Button>
      </div>
    </form>
  );
}
