/** How the OpenAPI document describes the WebSocket for API clients. OpenAPI has no words for messages, so the text does it. */
import { problems, type OpenApiOperation } from "./openapi-model.ts";

export const realtimeOperation: OpenApiOperation = {
  operationId: "realtime.connect",
  summary: "Live events over a WebSocket",
  description: `Open with \`Authorization: Bearer <token>\` (a page of this origin may use its session cookie). A token is never taken from the
address, where logs would keep it. The server sends \`{ "ready": true }\` and from then on
\`{ "id", "data": { "id", "type", "at", "humanId", "equipmentId", "siteId", "customerId", "dealerId", "rentalId" } }\` for each event that the
caller may see. Keep the outer \`id\`: opened with \`?lastEventId=<id>\`, or sent \`{ "lastEventId": "<id>" }\`, the stream (re)starts after that
event, so that a reconnected client misses nothing and gets nothing twice. Before the server closes it sends \`{ "error": <problem> }\`: close code
4401 means that the token or the membership has ended, 4400 a message that could not be read, 1013 that events came faster than they were read,
so connect again and resume.`,
  tags: ["ledger"],
  responses: { "101": { description: "Switching to WebSocket." }, ...problems([400, 401, 403, 503]) },
};
