import { cva, type VariantProps } from "class-variance-authority";

/** Ground, text and edge of the six tones. A tone always stands beside an icon and a word. */
export const toneStyle = cva("", {
  variants: {
    tone: {
      green: "border-green-line bg-green-soft text-green",
      blue: "border-blue-line bg-blue-soft text-blue",
      amber: "border-amber-line bg-amber-soft text-amber",
      violet: "border-violet-line bg-violet-soft text-violet",
      red: "border-red-line bg-red-soft text-red",
      grey: "border-grey-line bg-grey-soft text-grey",
    },
  },
  defaultVariants: { tone: "grey" },
});
export type Tone = NonNullable<VariantProps<typeof toneStyle>["tone"]>;
