using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using CsCheck;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Index tags: who may set and find them, and what searches mean.</summary>
public sealed class BlobTagTests
{
    private const string BlobOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";

    [Fact]
    public async Task Tags_need_rights_that_a_contributor_of_blobs_does_not_have()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var contributor = await rest.IdentityAsync("id-contributor");
        await rest.GrantAsync(RestCloud.Account, contributor, Role.BlobContributor);
        var owner = await rest.IdentityAsync("id-owner");
        await rest.GrantAsync(RestCloud.Account, owner, BlobOwner);
        var options = new BlobUploadOptions { Tags = new Dictionary<string, string> { ["kind"] = "model" } };
        var mine = rest.Blobs(contributor).GetBlobContainerClient("training").GetBlobClient("x");

        await mine.UploadAsync(BinaryData.FromString("1"));
        var upload = await RefusalAsync(() => mine.UploadAsync(BinaryData.FromString("1"), options));
        var set = await RefusalAsync(() => mine.SetTagsAsync(options.Tags));
        var get = await RefusalAsync(() => mine.GetTagsAsync());
        var find = await RefusalAsync(async () =>
        {
            await foreach (var _ in rest.Blobs(contributor).FindBlobsByTagsAsync("kind = 'model'")) Assert.Fail("found");
        });
        await rest.Blobs(owner).GetBlobContainerClient("training").GetBlobClient("x").SetTagsAsync(options.Tags);

        Assert.All([upload, set, get, find], refused => Assert.Equal((403, "AuthorizationPermissionMismatch"), refused));
    }

    [Fact]
    public async Task A_search_goes_over_pages_in_order()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/training-old", """{"properties":{}}""");
        var options = new BlobUploadOptions { Tags = new Dictionary<string, string> { ["kind"] = "model" } };
        foreach (var container in (string[])["training", "training-old"])
        {
            foreach (var name in (string[])["a", "b", "c"])
                await rest.Blobs().GetBlobContainerClient(container).GetBlobClient(name)
                    .UploadAsync(BinaryData.FromString("1"), options);
        }

        var found = new List<string>();
        await foreach (var page in rest.Blobs().FindBlobsByTagsAsync("kind = 'model'").AsPages(pageSizeHint: 2))
            found.Add(string.Join(' ', page.Values.Select(blob => $"{blob.BlobContainerName}/{blob.BlobName}")));

        Assert.Equal(["training/a training/b", "training/c training-old/a", "training-old/b training-old/c"], found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind")]
    [InlineData("kind = model")]
    [InlineData("kind = 'model")]
    [InlineData("kind = 'a' OR stage = 'b'")]
    [InlineData("kind <> 'a'")]
    [InlineData("(kind = 'a')")]
    [InlineData("kind = 'a' AND")]
    [InlineData("kind = 'a' kind = 'b'")]
    [InlineData("kind = 'a' AND kind = 'b'")]
    [InlineData("kind > 'a' AND kind >= 'b'")]
    [InlineData("@container > 'a'")]
    [InlineData("@blob = 'a'")]
    [InlineData("a-b = 'x'")]
    [InlineData("kind = 'ä'")]
    [InlineData("\"\" = 'x'")]
    public void A_search_that_the_service_does_not_take_is_refused_and_says_why(string where)
    {
        var refused = Assert.Throws<StorageException>(() => TagFilter.OfSearch(where));
        Assert.Equal((400, "InvalidQueryParameterValue"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?><")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><Tags>&a;</Tags>")]
    [InlineData("<Tags/><Tags/>")]
    public async Task What_is_no_XML_is_refused_whatever_it_breaks_off_in(string xml)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(xml));

        var refused = await Assert.ThrowsAsync<StorageException>(() => BlobTags.ReadAsync(new RestRequest(http)));

        Assert.Equal((400, "InvalidXmlDocument"), (refused.Status, refused.Code));
    }

    [Fact]
    public void A_condition_without_end_is_refused_and_a_long_one_is_read()
    {
        Assert.Contains("too deep", Assert.Throws<StorageException>(() => TagFilter.OfHeader(new string('(', 20_000))).Message,
            StringComparison.Ordinal);
        Assert.True(TagFilter.OfHeader(string.Join(" OR ", Enumerable.Repeat("a <> 'b'", 5_000)) + " OR c = 'd'")(
            new Dictionary<string, string> { ["a"] = "b", ["c"] = "d" }, "x"));
    }

    [Fact]
    public void A_condition_holds_as_its_parts_do()
    {
        var key = OneOf("a", "b-c", "d e");
        var value = OneOf("", "1", "10", "2", "x=y");
        var comparison = Gen.Select(key, OneOf("=", "<>", "<", "<=", ">", ">="), value);
        var tags = Gen.Select(key, value).Array[0, 3].Select(pairs => pairs.GroupBy(pair => pair.Item1)
            .ToDictionary(group => group.Key, group => group.First().Item2));
        Gen.Select(tags, comparison, comparison, comparison).Sample((has, one, two, three) =>
        {
            var text = $"{Text(one)} and ({Text(two)} OR {Text(three)})";
            return TagFilter.OfHeader(text)(has, "") == (Holds(has, one) && (Holds(has, two) || Holds(has, three)));
        });
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Text((string Key, string Operator, string Value) part) =>
        $"\"{part.Key}\" {part.Operator} '{part.Value}'";

    private static bool Holds(Dictionary<string, string> tags, (string Key, string Operator, string Value) part)
    {
        if (!tags.TryGetValue(part.Key, out var has)) return false;
        var order = string.CompareOrdinal(has, part.Value);
        return (order < 0 && part.Operator is "<" or "<=" or "<>" && order < 0)
            || (order == 0 && part.Operator is "=" or "<=" or ">=" && order == 0)
            || (order > 0 && part.Operator is ">" or ">=" or "<>" && order > 0);
    }

    private static async Task<(int, string?)> RefusalAsync(Func<Task> action)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(action);
        return (refused.Status, refused.ErrorCode);
    }
}
