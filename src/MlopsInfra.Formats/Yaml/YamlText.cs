using System.Text;
using System.Text.Unicode;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Formats.Yaml;

/// <summary>Reads the text of a file: UTF-8, and not more than <see cref="YamlLimits.Megabytes"/>.</summary>
internal static class YamlText
{
    private const int MaxBytes = YamlLimits.Megabytes * 1024 * 1024;

    /// <summary>The text; null, with a mistake, if it is too long or no UTF-8.</summary>
    public static string? Read(string path, YamlFindings findings)
    {
        // Who opens a pipe waits for somebody who writes to it.
        if (FileNode.Special(path) is { } what)
        {
            findings.Add(1, 1, $"cannot be read: it is {what}, not a file");
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (file.CanSeek && file.Length > MaxBytes)
        {
            findings.Add(1, 1, TooLong($"has {YamlLimits.Text((int)Math.Min(file.Length >> 20, int.MaxValue))} MB"));
            return null;
        }

        // The file may grow meanwhile, and one of the system's says that it has no length.
        var bytes = new byte[file.CanSeek && file.Length > 0 ? file.Length + 1 : MaxBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count > MaxBytes)
        {
            findings.Add(1, 1, TooLong("goes on"));
            return null;
        }

        return Decode(bytes.AsSpan(0, count), findings);
    }

    private static string TooLong(string has) =>
        $"cannot be read: it {has}; a file of YAML may have {YamlLimits.Megabytes} MB, and what is larger is data";

    private static string? Decode(ReadOnlySpan<byte> bytes, YamlFindings findings)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..])
        {
            findings.Add(1, 1, "cannot be read: it is not UTF-8 but UTF-16: save it as UTF-8");
            return null;
        }

        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var at = Utf8Fault.In(bytes);
        var before = bytes[..at];
        findings.Add(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1,
            $"cannot be read: it is not UTF-8, as the byte 0x{bytes[at]:X2} here shows: save it as UTF-8");
        return null;
    }
}
