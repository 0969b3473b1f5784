import { useMutation, useQuery } from "@tanstack/solid-query";
import KeyRound from "lucide-solid/icons/key-round";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { addPasskey, type Passkey, passkeysQuery, removePasskey } from "./settings.queries.ts";

/** The person's passkeys: list, add, remove. */
export function PasskeysCard() {
  const format = useFormat();
  const passkeys = useQuery(() => passkeysQuery());
  const [name, setName] = createSignal("");
  const [leaving, setLeaving] = createSignal<Passkey | null>(null);
  const canAdd = "PublicKeyCredential" in window;
  const add = useMutation(() => ({
    mutationFn: addPasskey,
    onSuccess(added: boolean) {
      if (!added) return;
      setName("");
      toast.success(t("settings.passkeys.added"));
      void passkeys.refetch();
    },
    onError: () => toast.error(t("settings.passkeys.addFailed")),
  }));
  const remove = useMutation(() => ({
    mutationFn: removePasskey,
    onSuccess() {
      setLeaving(null);
      toast.success(t("settings.passkeys.removed"));
      void passkeys.refetch();
    },
  }));
  const nameOf = (passkey: Passkey | null) => passkey?.name ?? t("settings.passkeys.unnamed");
  const rows = () => (passkeys.isPending ? [] : (passkeys.data ?? []));

  return (
    <Card title={t("settings.passkeys.title")} flush>
      <p class="px-4 pt-4 text-sm text-muted">{t("settings.passkeys.hint")}</p>
      <Switch>
        <Match when={passkeys.isPending}>
          <SkeletonRows rows={2} />
        </Match>
        <Match when={passkeys.isError}>
          <ErrorState error={passkeys.error} busy={passkeys.isFetching} onRetry={() => void passkeys.refetch()} />
        </Match>
        <Match when={rows().length === 0}>
          <EmptyState
            icon={<KeyRound />}
            title={t("settings.passkeys.empty")}
            hint={t("settings.passkeys.emptyHint")}
          />
        </Match>
        <Match when={true}>
          <ul aria-label={t("settings.passkeys.title")} class="divide-y divide-line">
            <For each={rows()}>
              {(passkey) => (
                <li class="flex items-center gap-3 px-4 py-3">
                  <KeyRound class="size-5 shrink-0 text-muted" aria-hidden="true" />
                  <div class="min-w-0 flex-1">
                    <p class="font-semibold break-words">{nameOf(passkey)}</p>
                    <p class="text-sm text-muted">
                      {t("settings.passkeys.addedOn", { date: format().date(passkey.createdAt) })}
                      <Show when={passkey.synced}>{` · ${t("settings.passkeys.synced")}`}</Show>
                    </p>
                  </div>
                  <IconButton
                    label={t("settings.passkeys.remove", { name: nameOf(passkey) })}
                    onClick={() => setLeaving(passkey)}
                  >
                    <Trash aria-hidden="true" />
                  </IconButton>
                </li>
              )}
            </For>
          </ul>
        </Match>
      </Switch>
      <Show
        when={canAdd}
        fallback={<p class="border-t border-line p-4 text-sm text-muted">{t("settings.passkeys.unsupported")}</p>}
      >
        <form
          class="flex flex-wrap items-end gap-3 border-t border-line p-4"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(name().trim());
          }}
        >
          <TextField
            class="min-w-48 flex-1"
            label={t("settings.passkeys.name")}
            optional
            autocomplete="off"
            maxlength={60}
            placeholder={t("settings.passkeys.namePlaceholder")}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" busy={add.isPending}>
            <KeyRound aria-hidden="true" />
            {t("settings.passkeys.add")}
          </Button>
        </form>
      </Show>
      <Dialog
        open={leaving() !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t("settings.passkeys.removeTitle", { name: nameOf(leaving()) })}
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>{t("common.action.cancel")}</Button>
            <Button variant="danger" busy={remove.isPending} onClick={() => leaving() && remove.mutate(leaving()!.id)}>
              {t("settings.passkeys.removeAction")}
            </Button>
          </>
        }
      >
        <p>{t("settings.passkeys.removeHint")}</p>
        <Show when={remove.isError}>
          <ErrorState error={remove.error} />
        </Show>
      </Dialog>
    </Card>
  );
}
