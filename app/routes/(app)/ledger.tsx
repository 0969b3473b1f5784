import { LedgerPage } from "~/features/ledger/ledger-page.tsx";

export default LedgerPage;
