namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>How a page looks in windows of several sizes, light and dark.</summary>
internal static class PageLook
{
    /// <summary>
    /// Keeps pictures of it, and holds that nothing is wider than the window, that every text can be read, and that dark is dark.
    /// </summary>
    /// <param name="browser">The browser, with the page.</param>
    /// <param name="name">What the pictures are called by.</param>
    /// <param name="devices">What the windows are called, and their sizes.</param>
    /// <param name="more">What is held besides, given the window's name; null for nothing.</param>
    public static async Task HoldsAsync(Browser browser, string name, (string Name, int Width, int Height)[] devices,
        Func<string, Task>? more = null)
    {
        foreach (var (device, width, height) in devices)
        {
            foreach (var scheme in (string[])["light", "dark"])
            {
                await browser.ShowAsync(width, height, scheme);
                await browser.CaptureAsync(Path.Combine(Repository.Root, "artifacts", "screenshots",
                    $"{name}-{device}-{scheme}.png"));

                Assert.Equal("0", await browser.EvaluateAsync("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
                Assert.Equal("", await browser.EvaluateAsync(Contrast.FaintTexts));
                if (more is not null) await more(device);
                // The ground has little light in it.
                Assert.Equal(scheme == "dark" ? "true" : "false",
                    await browser.EvaluateAsync(
                        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(v => v < 60)"), ignoreCase: true);
            }
        }
    }
}
