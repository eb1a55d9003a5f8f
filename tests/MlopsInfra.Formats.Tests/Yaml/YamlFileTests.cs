using System.Text;
using MlopsInfra.Formats.Yaml;

namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>Files that are no text of YAML, whatever is in them.</summary>
public sealed class YamlFileTests : IDisposable
{
    private readonly string _file = TestFolders.CreateFile();

    public void Dispose() => File.Delete(_file);

    public static TheoryData<byte[], int, int, string> Encodings() => new()
    {
        { [.. "a: b\nc: gr"u8, 0xFC, .. "n\n"u8], 2, 6, "it is not UTF-8, as the byte 0xFC here shows: save it as UTF-8" },
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: b\n")], 1, 1, "it is not UTF-8 but UTF-16: save it as UTF-8" },
        { Encoding.Unicode.GetBytes("a: b\n"), 1, 1, "it is not UTF-8 but UTF-16: save it as UTF-8" },
        { Encoding.BigEndianUnicode.GetBytes("a: b\n"), 1, 1, "it is not UTF-8 but UTF-16: save it as UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_file_that_is_not_UTF_8_is_refused_where_it_shows(byte[] bytes, int line, int column, string message)
    {
        File.WriteAllBytes(_file, bytes);

        Assert.Equal(new YamlFinding(line, column, $"cannot be read: {message}"), Refused());
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread_with_its_size_and_the_limit()
    {
        using (var file = File.OpenWrite(_file)) file.SetLength(100L << 20);

        Assert.Equal(new YamlFinding(1, 1,
            "cannot be read: it has 100 MB; a file of YAML may have 10 MB, and what is larger is data"), Refused());
    }

    [Fact]
    public void A_device_without_an_end_is_refused()
    {
        if (!File.Exists("/dev/zero")) Assert.Skip("This system has no /dev/zero.");

        var findings = new YamlFindings();
        Assert.Null(YamlDocumentReader.ReadFile("/dev/zero", YamlRules.Pulumi, findings));
        Assert.Contains("it is a device, not a file", Assert.Single(findings.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_mistakes_the_first_hundred_are_told()
    {
        File.WriteAllText(_file, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"- .inf\n")));

        var findings = new YamlFindings();
        YamlDocumentReader.ReadFile(_file, YamlRules.AzureMachineLearning, findings);

        Assert.Equal(101, findings.Errors.Count);
        Assert.Equal(new YamlFinding(101, 3, "there are more mistakes from here on"), findings.Errors[^1]);
    }

    private YamlFinding Refused()
    {
        var findings = new YamlFindings();
        Assert.Null(YamlDocumentReader.ReadFile(_file, YamlRules.Pulumi, findings));
        return Assert.Single(findings.Errors);
    }
}
