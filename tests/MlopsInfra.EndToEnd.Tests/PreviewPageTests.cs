using System.Xml.Linq;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>The page of a review, as a browser shows it to people with a desktop or a phone, by day and by night.</summary>
public sealed class PreviewPageTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Fact]
    public async Task A_browser_shows_all_of_it_in_every_size_and_scheme()
    {
        var executable = Browser.Find();
        Assert.SkipUnless(executable is not null,
            "There is no Chromium on the PATH (.ci/run installs Debian's): the page is not looked at.");
        var page = await PageAsync();
        await using var browser = await Browser.OpenAsync(executable, page);

        await PageLook.HoldsAsync(browser, "preview", [("desktop", 1280, 900), ("phone", 390, 844)], async device =>
            Assert.Equal(device == "phone" ? "narrow" : "wide",
                await browser.EvaluateAsync(
                    "[...document.querySelectorAll('svg.picture')].filter(e => e.getBoundingClientRect().width > 0).map(e => "
                        + "e.classList[1]).join()")));

        Assert.Equal("Deleted,Replaced,Changed,Rights,Security rules,Expected duration", await browser.EvaluateAsync(
            "[...document.querySelectorAll('main h2')].filter(e => !['stops', 'outage', 'danger', "
                + "'picture'].includes(e.id)).map(e => e.firstChild.data.trim()).join()"));
        Assert.Contains("Blob container dead-letters is deleted",
            await browser.EvaluateAsync("document.getElementById('danger').parentElement.innerText"), StringComparison.Ordinal);
        Assert.Contains("forces the replacement",
            await browser.EvaluateAsync("document.querySelector('details.replaced[open]').innerText"), StringComparison.Ordinal);
        Assert.Equal("0", await browser.EvaluateAsync("document.querySelectorAll('script, link, img, iframe').length"));
        Assert.Equal("",
            await browser.EvaluateAsync(
                "(ids => ids.filter((id, i) => ids.indexOf(id) !== i).join())([...document.querySelectorAll('[id]')].map(e => "
                    + "e.id))"));
        Assert.Empty(browser.Requests);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_pictures_in_it_are_well_formed_and_named_for_those_who_can_t_see_them()
    {
        var html = await File.ReadAllTextAsync(await PageAsync());
        var pictures = html.Split("<svg ").Skip(1)
            .Select(part => XElement.Parse($"<svg {part[..part.IndexOf("</svg>", StringComparison.Ordinal)]}</svg>")).ToList();
        Assert.Equal(2, pictures.Count);
        Assert.All(pictures, picture =>
        {
            Assert.Equal("img", picture.Attribute("role")!.Value);
            Assert.Contains(picture.Elements(),
                element => element.Name.LocalName == "desc"
                    && element.Value.Contains("Azure ML compute (replaced)", StringComparison.Ordinal));
        });
    }

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    private async Task<string> PageAsync()
    {
        var (snapshot, page) = (Path.Combine(_project.Directory, "base.json"), Path.Combine(_project.Directory, "page.html"));
        await File.WriteAllTextAsync(snapshot,
            (await _mlops.RunAsync("local", "snapshot", "dev", "--project", _project.Directory)).ExitsWith(0).Output);
        _project.WriteStack("dev", _project.ReadStack("dev")
            .Replace("redundancy: Lrs", "redundancy: Grs", StringComparison.Ordinal)
            .Replace("dailyCapGb: 1", "dailyCapGb: 2", StringComparison.Ordinal)
            .Replace("purgeProtection: false", "purgeProtection: true", StringComparison.Ordinal)
            .Replace("vmSize: Standard_DS3_v2", "vmSize: Standard_DS4_v2", StringComparison.Ordinal)
            .Replace("dataArrival:\n    enabled: true", "dataArrival:\n    enabled: false", StringComparison.Ordinal));
        (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--against", snapshot, "--html",
            page)).ExitsWith(0);
        return page;
    }
}
