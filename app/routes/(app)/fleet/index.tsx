import { FleetPage } from "~/features/assets/fleet-page.tsx";

export default FleetPage;
