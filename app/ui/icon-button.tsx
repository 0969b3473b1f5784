import { type ComponentProps, splitProps } from "solid-js";
import { cn } from "./cn.ts";
import { buttonStyle } from "./button.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does, in words: spoken and shown as the tooltip. */
  label: string;
  variant?: "ghost" | "secondary" | "primary" | "danger";
}

/** A square button with an icon only. */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "variant", "class", "type"]);
  return (
    <button
      {...rest}
      type={own.type ?? "button"}
      aria-label={own.label}
      title={own.label}
      class={cn(buttonStyle({ variant: own.variant ?? "ghost", size: "md" }), "size-10 px-0 coarse:size-12", own.class)}
    />
  );
}
