"""The project: settings, addresses and the start-up of the server. It joins the apps and holds no content logic."""
