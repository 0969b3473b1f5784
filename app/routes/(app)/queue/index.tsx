import { QueuePage } from "~/features/outbox/queue-page.tsx";

export default QueuePage;
