import { TicketPage } from "~/features/dispute/ticket-page.tsx";

export default TicketPage;
