using System.Text;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Formats.Tests.Json;

public sealed class JsonShapeTests
{
    private const string Text = "{\n  \"a\": 5,\n  \"list\": [\"x\",\n    7],\n  \"nothing\": null\n}";

    public static TheoryData<string, Func<JsonElement, object?>> Wrong => new()
    {
        { "x.json(2,8): 'a' is a number; expected text.", json => json.Text("a") },
        { "x.json(2,8): 'a' is a number; expected true or false.", json => json.Flag("a") },
        { "x.json(2,8): 'a' is a number; expected a list.", json => json.List("a").Count() },
        { "x.json(2,8): 'a' is a number; expected an object.", json => json.Object("a") },
        { "x.json(4,5): An element of 'list' is a number; expected text.", json => json.Texts("list").ToList() },
        { "x.json(3,11): 'list' is a list; expected a number.", json => json.Number("list") },
        { "x.json(3,11): This is a list; expected an object.", json => json.Needed("list").Text("a") },
        { "x.json(1,1): 'b' is missing.", json => json.Needed("b") },
        { "x.json(1,1): 'nothing' is missing.", json => json.NeededText("nothing") },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_of_another_kind_is_told_with_its_place(string expected, Func<JsonElement, object?> read)
    {
        byte[] withMark = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)];

        var error = Assert.ThrowsAny<JsonException>(() => StrictJson.Read(withMark, read));

        Assert.Equal(expected, JsonFault.At("x.json", error));
    }

    [Fact]
    public void A_member_that_is_null_is_as_one_that_is_missing() =>
        Assert.Equal((null, null, false, null, 0), StrictJson.Read(Text, json => (json.Text("nothing"), json.Number("b"),
            json.Flag("nothing"), json.Object("nothing")?.ToString(), json.List("nothing").Count())));

    [Theory]
    [InlineData("{\"a\":\n x}", "x.json(2,2): 'x' is an invalid start of a value.")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", "x.json(2,2): The key is there twice.")]
    [InlineData("{\"Name\":\n 5}", "x.json(2,3): The value at '$.Name' is of another kind than expected.")]
    [InlineData("{}", "x.json(1,3): It lacks 'Name'.")]
    public void A_fault_is_told_as_file_line_column_and_what(string text, string expected)
    {
        var error = Assert.ThrowsAny<JsonException>(() => StrictJson.Deserialize<Named>(text));

        Assert.Equal(expected, JsonFault.At("x.json", error));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Name\": null}")]
    public void What_a_type_needs_has_to_be_there(string text) =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Deserialize<Named>(text));

    [Fact]
    public void A_file_is_read_up_to_a_limit_and_a_device_is_empty()
    {
        var file = TestFolders.CreateFile();
        try
        {
            File.WriteAllText(file, "[1, 2]");

            Assert.Equal(2, JsonFile.Parse(file)!.AsArray().Count);
            Assert.Contains(file, Assert.Throws<IOException>(() => JsonFile.ReadBytes(file, maxLength: 5)).Message,
                StringComparison.Ordinal);
            if (File.Exists("/dev/zero")) Assert.Equal(0, JsonFile.ReadBytes("/dev/zero").Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_object_of_many_keys_is_checked_too()
    {
        var keys = Enumerable.Range(0, 1000).Select(number => $"\"key {number}\": 1").ToList();
        string Of(string last) => $"{{{string.Join(',', keys)},{last}}}";

        Assert.Equal(1001, StrictJson.ParseObject(Of("\"other\": 1")).Count);
        Assert.Throws<JsonException>(() => StrictJson.Parse(Of("\"key 1\": 1")));
        Assert.Throws<JsonException>(() => StrictJson.Parse(Of("\"k\\u0065y 999\": 1")));
    }

    private sealed record Named(string Name);
}
