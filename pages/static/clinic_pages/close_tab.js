// Browsers close only tabs that a script or a link with a target has opened; the page says what to do otherwise.
window.close();
