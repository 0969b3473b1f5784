import { PermissionsPage } from "~/features/permissions/permissions-page.tsx";

export default PermissionsPage;
