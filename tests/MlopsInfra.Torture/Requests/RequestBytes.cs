using System.Globalization;
using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>Requests as bytes of HTTP/1.1.</summary>
internal static class RequestBytes
{
    /// <summary>A request with its body as a whole, or, one in four, in chunks.</summary>
    /// <param name="seed">The request.</param>
    /// <param name="host">The host that is asked, with the port.</param>
    /// <param name="authorization">The header of that name; null for none.</param>
    /// <param name="random">What chance comes from; null leaves the body whole.</param>
    public static byte[] Of(RequestSeed seed, string host, string? authorization, Random? random)
    {
        var head = new StringBuilder();
        var target = seed.Target.Replace(" ", "%20", StringComparison.Ordinal);
        head.Append(CultureInfo.InvariantCulture, $"{seed.Method} {target} HTTP/1.1\r\nHost: {seed.Host ?? host}\r\n");
        if (authorization is not null) head.Append(CultureInfo.InvariantCulture, $"Authorization: {authorization}\r\n");
        foreach (var (name, value) in seed.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (seed.Body is not { } body)
        {
            if (seed.Method is "PUT" or "POST" or "PATCH") head.Append("Content-Length: 0\r\n");
            return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
        }

        if (seed.ContentType.Length > 0) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {seed.ContentType}\r\n");
        if (random?.Next(4) != 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
            return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
        }

        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(head.Append("Transfer-Encoding: chunked\r\n\r\n").ToString()));
        for (var start = 0; start < body.Length;)
        {
            var size = Math.Min(body.Length - start, random.Next(1, 2 + (body.Length / 2)));
            bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size:x}\r\n")));
            bytes.Write(body.AsSpan(start, size));
            bytes.Write("\r\n"u8);
            start += size;
        }

        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }
}
