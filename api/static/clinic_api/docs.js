/* Shows the API's description with Swagger UI. Nothing is asked of any other host: no validator, no fonts. */
const place = document.getElementById("documentation");

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  validatorUrl: null,
  deepLinking: true,
  filter: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
});
