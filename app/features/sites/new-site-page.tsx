import { A, useNavigate } from "@solidjs/router";
import { useMutation, useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createMemo, createSignal, Show } from "solid-js";
import { complaintAbout } from "../../../server/domain/sites/geofence.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { customersOf } from "./customers.ts";
import { FenceEditor, type FenceState } from "./fence-editor.tsx";
import { toPolygon } from "./fence-text.ts";
import { everySite } from "./sites.queries.ts";
import { timeZones } from "./time-zones.ts";

type Kind = "JOBSITE" | "YARD";

/** Makes a site: what it is called, whose it is, and where its fence runs. */
export function NewSitePage() {
  const { me } = useSession();
  const navigate = useNavigate();
  const sites = useQuery(everySite);
  const customers = customersOf();
  const [name, setName] = createSignal("");
  const [kind, setKind] = createSignal<Kind>("JOBSITE");
  const [customerId, setCustomerId] = createSignal<string | null>(null);
  const [timeZone, setTimeZone] = createSignal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [criticality, setCriticality] = createSignal("3");
  const [fence, setFence] = createSignal<FenceState>({ shape: { outline: [], holes: [] }, problem: null });
  const [asked, setAsked] = createSignal(false);
  // One operation for this form: a second press after a lost answer must not make a second site.
  const operationId = crypto.randomUUID();

  const orgType = () => me().organization.type;
  const needsCustomer = () => kind() === "JOBSITE" && orgType() !== "CUSTOMER";
  const nameError = () => (asked() && !name().trim() ? t("sites.create.error.name") : null);
  const customerError = () => (asked() && needsCustomer() && !customerId() ? t("sites.create.error.customer") : null);
  const geofence = createMemo(() => {
    const { shape, problem } = fence();
    if (problem) return { polygon: null, error: problem };
    if (shape.outline.length < 3) return { polygon: null, error: t("sites.create.error.few") };
    const polygon = toPolygon(shape);
    return complaintAbout(polygon)
      ? { polygon: null, error: t("sites.create.error.crossing") }
      : { polygon, error: null };
  });
  const fenceError = () => (asked() || fence().shape.outline.length > 3 ? geofence().error : null);

  const create = useMutation(() => ({
    mutationFn: (polygon: NonNullable<ReturnType<typeof geofence>["polygon"]>) =>
      client.sites.create.mutate({
        operationId,
        name: name().trim(),
        kind: kind(),
        customerId: kind() === "YARD" ? null : customerId(),
        timeZone: timeZone(),
        geofence: polygon,
        criticality: Number(criticality()),
      }),
    onSuccess: async (site) => {
      toast.success(t("sites.create.done", { name: site.name }));
      await trpc.sites.invalidate();
      navigate(`/sites/${site.id}`, { replace: true });
    },
  }));
  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    setAsked(true);
    const { polygon } = geofence();
    if (polygon && !nameError() && !customerError()) create.mutate(polygon);
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
  return (
    <>
      <PageHeader
        title={t("sites.create.title")}
        eyebrow={
          <A href="/sites" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
            <ChevronLeft class="size-4" aria-hidden="true" />
            {t("sites.detail.back")}
          </A>
        }
        description={t("sites.create.hint")}
      />
      <form novalidate class="grid items-start gap-4 lg:grid-cols-3" onSubmit={submit}>
        <Card class="lg:col-span-1">
          <div class="flex flex-col gap-4">
            <TextField
              label={t("sites.create.name")}
              value={name()}
              maxLength={120}
              autocomplete="off"
              error={nameError()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Show when={orgType() === "DEALER"}>
              <div class="flex flex-col gap-1">
                <SegmentedControl<Kind>
                  label={t("sites.create.kind")}
                  value={kind()}
                  onChange={setKind}
                  options={(["JOBSITE", "YARD"] as const).map((value) => ({ value, label: t(`sites.kind.${value}`) }))}
                />
                <p class="text-sm text-muted">
                  {t(kind() === "YARD" ? "sites.create.yardHint" : "sites.create.jobsiteHint")}
                </p>
              </div>
            </Show>
            <Show when={needsCustomer()}>
              <Select
                label={t("sites.create.customer")}
                placeholder={t("sites.create.chooseCustomer")}
                value={customerId()}
                options={customers()}
                error={customerError()}
                onChange={setCustomerId}
              />
            </Show>
            <Select
              label={t("sites.create.zone")}
              hint={t("sites.create.zoneHint")}
              value={timeZone()}
              options={timeZones(timeZone()).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              onChange={setTimeZone}
            />
            <Select
              label={t("sites.create.criticality")}
              hint={t("sites.create.criticalityHint")}
              value={criticality()}
              options={["1", "2", "3", "4", "5"].map((level) => ({ value: level, label: level }))}
              onChange={setCriticality}
            />
          </div>
        </Card>
        <Card title={t("sites.create.fence")} class="lg:col-span-2">
          <FenceEditor
            value={fence()}
            onChange={setFence}
            error={fenceError()}
            sites={sites.isSuccess ? sites.data : []}
          />
        </Card>
        <div class="flex flex-col gap-3 sm:flex-row sm:items-center sm:justify-end lg:col-span-3">
          <Show when={create.isError}>
            <p role="alert" class="text-sm font-medium text-red sm:flex-1">
              {errorSentence(create.error, t)}
            </p>
          </Show>
          <ButtonLink href="/sites">{t("common.action.cancel")}</ButtonLink>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {t("sites.create.submit")}
          </Button>
        </div>
      </form>
    </>
  );
}
