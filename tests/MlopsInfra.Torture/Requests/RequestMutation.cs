using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Torture.Requests;

/// <summary>Makes requests of others that no client means: one to three things are not as they were.</summary>
/// <param name="random">What chance comes from.</param>
internal sealed class RequestMutation(Random random)
{
    private readonly JsonMutation _json = new(random);

    /// <summary>One request of another one.</summary>
    /// <param name="seed">The other one.</param>
    public RequestSeed Of(RequestSeed seed)
    {
        // What is there stays there: only what a run made is deleted.
        var mutated = seed.Method == "DELETE" || (seed.Method == "PUT" && random.Next(4) > 0) ? WithSuffix(seed) : seed;
        for (var times = random.Next(1, 4); times > 0; times--) mutated = Once(mutated);
        return mutated.Method is "DELETE" && seed.Method != "DELETE" ? mutated with { Method = "GET" } : mutated;
    }

    private RequestSeed Once(RequestSeed seed) => random.Next(seed.Body is null ? 8 : 14) switch
    {
        0 => seed with { Method = OddWords.Methods[random.Next(OddWords.Methods.Length)] },
        1 or 2 => WithHeader(seed),
        3 or 4 => WithParameter(seed),
        5 or 6 => WithSegment(seed),
        7 => seed with { Target = Any(["%41", "?", "??a", "&", "#", "/", "//", "?api-version"]) is var end ? seed.Target + end
            : "" },
        8 => seed with { ContentType = OddWords.Types[random.Next(OddWords.Types.Length)] },
        9 => seed with { Body = OddBody(seed.Body!) },
        _ => seed with { Body = Changed(seed.Body!) },
    };

    private RequestSeed WithSuffix(RequestSeed seed)
    {
        var end = seed.Target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? mark : seed.Target.Length;
        if (seed.Target[..end].Contains("-t", StringComparison.Ordinal)) return seed;
        return seed with { Target = seed.Target.Insert(end, string.Create(CultureInfo.InvariantCulture,
            $"-t{random.Next(20)}")) };
    }

    private RequestSeed WithHeader(RequestSeed seed)
    {
        var headers = seed.Headers.ToList();
        var value = random.Next(30) == 0 ? new string('x', random.Next(9_000)) : Any(OddWords.Values);
        if (headers.Count > 0 && random.Next(2) == 0)
        {
            var index = random.Next(headers.Count);
            if (random.Next(4) == 0) headers.RemoveAt(index);
            else headers[index] = (headers[index].Name, value);
        }
        else
        {
            headers.Add((OddWords.Headers[random.Next(OddWords.Headers.Length)], value));
        }

        return seed with { Headers = [.. headers] };
    }

    private RequestSeed WithParameter(RequestSeed seed)
    {
        var mark = seed.Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (seed.Target, "") : (seed.Target[..mark], seed.Target[(mark + 1)..]);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var value = Uri.EscapeDataString(OddWords.Values[random.Next(OddWords.Values.Length)]);
        if (pairs.Count > 0 && random.Next(2) == 0)
        {
            var index = random.Next(pairs.Count);
            if (random.Next(4) == 0) pairs.RemoveAt(index);
            else pairs[index] = $"{pairs[index].Split('=')[0]}={value}";
        }
        else
        {
            pairs.Add($"{OddWords.Parameters[random.Next(OddWords.Parameters.Length)]}={value}");
        }

        return seed with { Target = pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}" };
    }

    private RequestSeed WithSegment(RequestSeed seed)
    {
        var mark = seed.Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (seed.Target, "") : (seed.Target[..mark], seed.Target[mark..]);
        var segments = path.Split('/').Skip(1).ToList();
        if (segments.Count == 0) return seed;
        var index = random.Next(segments.Count);
        switch (random.Next(6))
        {
            case 0:
                segments[index] = segments[index].ToUpperInvariant();
                break;
            case 1:
                segments.RemoveAt(index);
                break;
            case 2:
                segments.Insert(index, OddWords.Segments[random.Next(OddWords.Segments.Length)]);
                break;
            case 3:
                segments[index] = new string('a', random.Next(2) == 0 ? 270 : 3_000);
                break;
            default:
                segments[index] = OddWords.Segments[random.Next(OddWords.Segments.Length)];
                break;
        }

        return seed with { Target = $"/{string.Join('/', segments)}{query}" };
    }

    private byte[] Changed(byte[] body)
    {
        try
        {
            if (StrictJson.Parse(body) is { } json) return Encoding.UTF8.GetBytes(_json.Write(json));
        }
        catch (JsonException)
        {
            // A form, a file or XML: some of its bytes are changed.
        }

        if (body.Length == 0) return OddBody(body);
        var changed = body.ToArray();
        for (var times = random.Next(1, 6); times > 0; times--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    private byte[] OddBody(byte[] body) => random.Next(12) switch
    {
        0 => [],
        1 => "null"u8.ToArray(),
        2 => "[]"u8.ToArray(),
        3 => "{}"u8.ToArray(),
        4 => [.. Encoding.UTF8.Preamble, .. body],
        5 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        6 => body[..random.Next(body.Length + 1)],
        7 => [.. body, .. body],
        8 => [.. body, 0xe9, 0x22],
        9 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + "1" + new string('}', 2_000)),
        10 => Encoding.UTF8.GetBytes(new string(' ', random.Next(200_000))),
        _ => Zipped(body),
    };

    private static byte[] Zipped(byte[] body)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(body);
        return zipped.ToArray();
    }

    private string Any(params string[] all) => all[random.Next(all.Length)];
}
