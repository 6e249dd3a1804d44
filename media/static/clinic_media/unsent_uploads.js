// Images that were uploaded are kept once their form is sent: that is said, and asked before the page is left.
(() => {
  const { notKept } = document.currentScript.dataset;
  document.addEventListener("DOMContentLoaded", () => {
    const { content } = document.getElementById("upload-list-item");
    content.querySelectorAll(".status-msg.success").forEach((message) => {
      message.textContent = notKept;
      message.style.color = "inherit";
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("#upload-list form")) event.preventDefault();
  });
})();
