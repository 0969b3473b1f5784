/** What was asked for in a member's menu: the menu is gone by the time its dialog opens. */
import { createSignal } from "solid-js";

export interface Holder {
  userId: string;
  name: string;
}
type Asked = { what: "badge" | "codes"; holder: Holder } | { what: "add" };

export const [asked, setAsked] = createSignal<Asked | null>(null);
