/**
 * Rows of one kind of thing: a table with a sticky header on a desk, cards on the phone, the same columns for both.
 * Sorting is over the rows given; for a list that the server pages, pass `sort` and `onSortChange` and sort there.
 */
import {
  createSortedRowModel,
  createTable,
  rowSortingFeature,
  type SortingState,
  sortFns,
  tableFeatures,
} from "@tanstack/solid-table";
import { createMemo, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { DataTableCards } from "./data-table-cards.tsx";
import { DataTableGrid } from "./data-table-grid.tsx";
import { EmptyState } from "./empty-state.tsx";
import { SkeletonRows } from "./skeleton.tsx";

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => JSX.Element;
  /** Makes the column sortable; null sorts last. */
  sortValue?: (row: T) => string | number | null;
  /** "end" for figures. */
  align?: "start" | "end";
  /** On the phone: the card's head, half a line of its body, a whole one, or left out. The first column is the title anyway. */
  card?: "body" | "wide" | "badge" | "hidden";
  class?: string;
}
export interface Sort {
  id: string;
  desc: boolean;
}
export interface DataTableProps<T> {
  /** Names the table for screen readers. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Makes the row a link, in its first cell; the whole row takes the press. */
  rowHref?: (row: T) => string;
  /** Marks the row that is selected elsewhere, e.g. on a map. */
  isSelected?: (row: T) => boolean;
  /** The row under the pointer or with the focus; null when it is left. */
  onRowHover?: (row: T | null) => void;
  initialSort?: Sort;
  /** Controlled sorting by the server; the rows are then shown as they come. */
  sort?: Sort | null;
  onSortChange?: (sort: Sort | null) => void;
  loading?: boolean;
  empty?: JSX.Element;
  /** Below the rows, e.g. a "Load more" button. */
  footer?: JSX.Element;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

/** A sortable list of things. Put it into `<Card flush>`. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const wide = createMediaQuery("(min-width: 48rem)");
  // oxlint-disable-next-line solid/reactivity -- where sorting starts; later changes come from the person
  const [ownSorting, setOwnSorting] = createSignal<SortingState>(props.initialSort ? [props.initialSort] : []);
  const sorting = createMemo<SortingState>(() =>
    props.onSortChange ? (props.sort ? [props.sort] : []) : ownSorting(),
  );

  const table = createTable<typeof features, T>({
    features,
    get columns() {
      return props.columns.map((column) => ({
        id: column.id,
        header: column.header,
        accessorFn: (row: T) => column.sortValue?.(row) ?? undefined,
        enableSorting: column.sortValue !== undefined,
        sortUndefined: "last" as const,
        sortDescFirst: false,
      }));
    },
    get data() {
      return props.rows as T[];
    },
    getRowId: (row) => props.rowId(row),
    get manualSorting() {
      return props.onSortChange !== undefined;
    },
    state: {
      get sorting() {
        return sorting();
      },
    },
    onSortingChange: (update) => {
      const next = typeof update === "function" ? update(sorting()) : update;
      if (props.onSortChange) props.onSortChange(next[0] ?? null);
      else setOwnSorting(next);
    },
  });

  const rows = () => table.getRowModel().rows.map((row) => row.original);
  const setSort = (sort: Sort | null) => table.setSorting(sort ? [sort] : []);
  const view = {
    get columns() {
      return props.columns;
    },
    get rows() {
      return rows();
    },
    get sort() {
      return sorting()[0] ?? null;
    },
    get caption() {
      return props.caption;
    },
    get rowHref() {
      return props.rowHref;
    },
    isSelected: (row: T) => props.isSelected?.(row) ?? false,
    onRowHover: (row: T | null) => props.onRowHover?.(row),
    setSort,
  };

  return (
    <Switch>
      <Match when={props.loading && props.rows.length === 0}>
        <SkeletonRows rows={6} />
      </Match>
      <Match when={props.rows.length === 0}>{props.empty ?? <EmptyState />}</Match>
      <Match when={true}>
        <Show when={wide()} fallback={<DataTableCards {...view} />}>
          <DataTableGrid {...view} />
        </Show>
        <Show when={props.footer}>
          <div class="flex items-center justify-center border-t border-line p-4">{props.footer}</div>
        </Show>
        <p class="sr-only" role="status">
          {t("common.table.rows", props.rows.length, String(props.rows.length))}
        </p>
      </Match>
    </Switch>
  );
}

/** What the two presentations share. */
export interface TableView<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowHref: ((row: T) => string) | undefined;
  isSelected: (row: T) => boolean;
  onRowHover: (row: T | null) => void;
  sort: Sort | null;
  setSort: (sort: Sort | null) => void;
}
