import { CustomersPage } from "~/features/organizations/customers-page.tsx";

export default CustomersPage;
