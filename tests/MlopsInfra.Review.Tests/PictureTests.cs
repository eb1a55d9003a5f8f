using System.Xml.Linq;
using CsCheck;
using MlopsInfra.Review.Html;
using MlopsInfra.Review.Pictures;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class PictureTests
{
    [Fact]
    public void Any_stack_gives_a_picture_that_is_well_formed_and_the_same_each_time() => SampleGen.Snapshot.Sample(snapshot =>
    {
        var svg = SvgPicture.Draw(snapshot);
        Assert.Equal(svg, SvgPicture.Draw(snapshot));
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
    });

    [Fact]
    public void Cards_stand_beside_each_other_and_inside_the_paper() => SampleGen.Snapshot.Sample(snapshot =>
    {
        var svg = XDocument.Parse(SvgPicture.Draw(snapshot)).Root!;
        var size = svg.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse).ToArray();
        var cards = svg.Elements().Where(element => element.Attribute("class")?.Value.Split(' ')[0] == "card").Select(card =>
        {
            var place = card.Attribute("transform")!.Value["translate(".Length..^1].Split(' ').Select(int.Parse).ToArray();
            var box = card.Elements().First();
            return (X: place[0], Y: place[1], Width: (int)box.Attribute("width")!, Height: (int)box.Attribute("height")!);
        }).ToList();

        Assert.All(cards,
            card => Assert.True(card.X > 0 && card.Y > 0 && card.X + card.Width < size[2] && card.Y + card.Height < size[3]));
        Assert.All(cards.SelectMany((one, i) => cards.Skip(i + 1).Select(other => (one, other))), pair => Assert.True(
            pair.one.X + pair.one.Width <= pair.other.X || pair.other.X + pair.other.Width <= pair.one.X
            || pair.one.Y + pair.one.Height <= pair.other.Y || pair.other.Y + pair.other.Height <= pair.one.Y));
    });

    [Fact]
    public void A_component_uses_another_if_one_of_its_resources_does()
    {
        var account = Sample.Account with { Dependencies = [Sample.Identity.Urn] };
        Assert.Contains("uses Workload identity.", Description(Sample.Snapshot(account, Sample.Identity)));
        // A role assignment goes along with what it is for: the identity's component does not use the storage.
        Assert.DoesNotContain("uses",
            Description(Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("read", Sample.Reader))));
    }

    [Fact]
    public void A_page_tells_no_secret_and_interprets_no_value() =>
    Gen.Select(SampleGen.Snapshot, SampleGen.Snapshot).Sample((before, after) =>
    {
        var page = HtmlReport.Write(StackReview.Of(before, Sample.Steps(before, after), after, new SampleFacts()));
        Assert.DoesNotContain("hush", page);
        Assert.DoesNotContain("<b>\"", page);
        Assert.DoesNotContain("<code><b>", page);
    });

    private static string Description(StackSnapshot snapshot) =>
        XDocument.Parse(SvgPicture.Draw(snapshot)).Root!.Elements().Single(element => element.Name.LocalName == "desc").Value;
}
