using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace MlopsInfra.Torture.Secrets;

/// <summary>Looks for secrets in what was written.</summary>
internal sealed class SecretSearch
{
    private const int Around = 60;
    private readonly Dictionary<string, (PlantedSecret Secret, string Form)> _texts = new(StringComparer.Ordinal);
    private readonly SearchValues<string> _values;
    private readonly int[] _lengths;

    /// <param name="secrets">The secrets.</param>
    public SecretSearch(IEnumerable<PlantedSecret> secrets)
    {
        foreach (var secret in secrets)
            foreach (var (form, text) in SecretForms.Of(secret)) _texts[text] = (secret, form);
        _values = SearchValues.Create([.. _texts.Keys], StringComparison.Ordinal);
        _lengths = [.. _texts.Keys.Select(text => text.Length).Distinct()];
    }

    /// <summary>What is found in a file, and in what is packed in it.</summary>
    /// <param name="file">The file.</param>
    public IEnumerable<(string Found, string Excerpt)> InFile(string file)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (FileNotFoundException)
        {
            // A command that runs has just replaced it.
            return [];
        }

        return Unpacked(bytes).Prepend(bytes).SelectMany(content => In(Encoding.Latin1.GetString(content)));
    }

    /// <summary>What is found in a text.</summary>
    /// <param name="text">The text; bytes as Latin-1.</param>
    public IEnumerable<(string Found, string Excerpt)> In(string text)
    {
        for (var at = 0; text.AsSpan(at).IndexOfAny(_values) is var found and >= 0;)
        {
            at += found;
            foreach (var length in _lengths)
            {
                if (at + length > text.Length || !_texts.TryGetValue(text.Substring(at, length), out var hit)) continue;
                var from = Math.Max(0, at - Around);
                yield return ($"{hit.Secret.Name} ({hit.Form})", text[from..Math.Min(text.Length, at + length + Around)]);
                break;
            }

            at++;
        }
    }

    private static IEnumerable<byte[]> Unpacked(byte[] bytes)
    {
        if (bytes is [0x1f, 0x8b, ..])
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            yield return All(gzip);
        }
        else if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                yield return All(stream);
            }
        }
    }

    private static byte[] All(Stream stream)
    {
        var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
