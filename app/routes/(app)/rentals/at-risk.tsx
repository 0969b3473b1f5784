import { AtRiskPage } from "~/features/rentals/at-risk-page.tsx";

export default AtRiskPage;
