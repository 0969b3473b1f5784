import { A } from "@solidjs/router";
import { cva, type VariantProps } from "class-variance-authority";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { type ComponentProps, Show, splitProps } from "solid-js";
import { cn } from "./cn.ts";

/** The look of a button, for elements that are not `<Button>` (menu triggers, links). */
export const buttonStyle = cva(
  "button inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-semibold whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "button-primary border-transparent bg-accent text-on-accent not-disabled:hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink not-disabled:hover:bg-hover",
        ghost: "border-transparent bg-transparent text-ink not-disabled:hover:bg-hover",
        danger: "border-transparent bg-danger text-on-danger not-disabled:hover:bg-danger-hover",
      },
      size: {
        sm: "min-h-8 px-3 text-sm coarse:min-h-12",
        md: "min-h-10 px-4 text-sm coarse:min-h-12 coarse:text-base",
        lg: "min-h-12 px-6 text-base",
        field: "min-h-16 w-full px-6 text-lg",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
type Look = VariantProps<typeof buttonStyle>;

interface ButtonProps extends ComponentProps<"button">, Look {
  /** Shows a spinner and ignores presses; the label stays, so the width does too. */
  busy?: boolean;
}

/** A button. `type` is "button" unless said otherwise; one primary per screen. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["variant", "size", "busy", "class", "children", "disabled", "type"]);
  return (
    <button
      {...rest}
      type={own.type ?? "button"}
      disabled={own.disabled || own.busy}
      aria-busy={own.busy || undefined}
      class={cn(buttonStyle({ variant: own.variant, size: own.size }), own.class)}
    >
      <Show when={own.busy}>
        <LoaderCircle class="animate-spin" aria-hidden="true" />
      </Show>
      {own.children}
    </button>
  );
}

interface ButtonLinkProps extends Omit<ComponentProps<"a">, "href">, Look {
  href: string;
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink(props: ButtonLinkProps) {
  const [own, rest] = splitProps(props, ["variant", "size", "class"]);
  return <A {...rest} class={cn(buttonStyle({ variant: own.variant, size: own.size }), own.class)} />;
}
