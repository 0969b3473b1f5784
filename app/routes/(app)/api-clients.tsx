import { ApiClientsPage } from "~/features/credentials/api-clients-page.tsx";

export default ApiClientsPage;
