import { InvitePage } from "~/features/members/invite-page.tsx";

export default InvitePage;
