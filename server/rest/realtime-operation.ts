/** How the OpenAPI document describes the WebSocket for API clients. OpenAPI has no words for messages, so the text does it. */
import { problems, type OpenApiOperation } from "./openapi-model.ts";

export const realtimeOperation: OpenApiOperation = {
  operationId: "realtime.connect",
  summary: "Live events over a WebSocket",
  description: `Open with \`Authorization: Bearer <token>\`. A client that can not set headers sends \`{ "token": "<token>" }\` as its first
message within ten seconds; a token is never taken from the address, where logs would keep it. The server answers \`{ "ready": true }\` and from
then on sends \`{ "id", "data": { "id", "type", "at", "humanId", "equipmentId", "siteId", "customerId", "dealerId", "rentalId" } }\` for each event
that the caller may see. Keep the outer \`id\`: sending \`{ "lastEventId": "<id>" }\`, at the start or after a reconnect, first replays all that was
missed, each event once. Before the server closes it sends \`{ "error": <problem> }\`: close code 4401 means that the token or the membership
has ended, 4400 a message that could not be read, 1013 that events came faster than they were read, so connect again and resume.`,
  tags: ["ledger"],
  responses: { "101": { description: "Switching to WebSocket." }, ...problems([400, 401, 403, 503]) },
};
