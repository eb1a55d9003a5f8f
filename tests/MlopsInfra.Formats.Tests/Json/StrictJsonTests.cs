using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Formats.Tests.Json;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", 0, 9)]
    [InlineData("{\"a\": {\n  \"b\": 1,\n  \"\\u0062\": 2}}", 2, 2)]
    [InlineData("""["\ud800"]""", 0, 1)]
    [InlineData("""{"\udc00": 1}""", 0, 1)]
    [InlineData("[1,\n1e999]", 1, 0)]
    [InlineData("-1e999", 0, 0)]
    public void What_could_not_be_written_again_is_refused_with_its_place(string text, long line, long position)
    {
        var error = Assert.Throws<JsonException>(() => StrictJson.Parse(text));

        Assert.Equal((line, position), (error.LineNumber, error.BytePositionInLine));
    }

    [Theory]
    [InlineData(0xE9)]
    [InlineData(0xFF)]
    [InlineData(0xC0)]
    public void Text_that_is_no_UTF8_is_refused_with_its_place(byte wrong)
    {
        byte[] text = [.. "{\n \"a\": \""u8, wrong, .. "\"}"u8];

        var error = Assert.Throws<JsonException>(() => StrictJson.Parse(text));

        Assert.Equal((1, 7), (error.LineNumber, error.BytePositionInLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("// comment\n1")]
    [InlineData("NaN")]
    [InlineData("\"\0\"")]
    public void What_is_no_JSON_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(text));

    [Fact]
    public void Nesting_is_bounded()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        Assert.NotNull(StrictJson.Parse(Nested(StrictJson.MaxDepth)));
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Nested(StrictJson.MaxDepth + 1)));
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Nested(1_000_000)));
    }

    [Fact]
    public void The_same_key_may_be_in_several_objects_and_a_byte_order_mark_is_no_part_of_the_text()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. """[{"a": {"a": 1}}, {"a": "😀"}]"""u8];

        Assert.Equal("""[{"a":{"a":1}},{"a":"\uD83D\uDE00"}]""", StrictJson.Parse(text)!.ToJsonString());
    }

    /// <summary>Whatever the bytes: they are refused, or can be written and are read again as the same.</summary>
    [Fact]
    public void What_is_read_can_be_written_and_read_again()
    {
        string[] words =
        [
            "{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "1", "-0", "1e308", "1e309",
            "null", "true", " ", "\n", "\u00e9", "\0",
        ];
        var ofWords = Gen.Int[0, words.Length - 1].Array[0, 12]
            .Select(chosen => Encoding.UTF8.GetBytes(string.Concat(chosen.Select(word => words[word]))));
        Gen.OneOf(ofWords, Gen.Byte.Array[0, 20])
            .Sample(text =>
            {
                JsonNode? value;
                try
                {
                    value = StrictJson.Parse(text);
                }
                catch (JsonException)
                {
                    return;
                }

                var written = value?.ToJsonString() ?? "null";
                Assert.True(JsonNode.DeepEquals(value, StrictJson.Parse(written)));
            }, iter: 20_000);
    }
}
