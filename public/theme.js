// Runs before the first paint: applies the stored theme, field mode and language to <html>. Kept out of the bundle and out of the
// page so that the content security policy needs no inline script.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("smart-rental:theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    var locale = localStorage.getItem("smart-rental:locale");
    if (locale) root.lang = locale;
    if (locale === "ar") root.dir = "rtl";
    if (localStorage.getItem("smart-rental:field") === "on") root.setAttribute("data-field", "");
  } catch {
    // Storage may be blocked; the system's theme and English apply.
  }
})();
