import { EntryPage } from "~/features/outbox/entry-page.tsx";

export default EntryPage;
