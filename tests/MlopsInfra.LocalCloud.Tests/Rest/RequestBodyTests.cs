using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Bodies: what can't be kept as it is sent is refused, and no more is read than may be sent.</summary>
public sealed class RequestBodyTests
{
    private const string Group = $"/subscriptions/{RestCloud.Subscription}/resourceGroups/rg-new?api-version=2022-09-01";
    private const string Token = "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";
    private const string Form = "application/x-www-form-urlencoded";
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "a key that is there twice", "{\"location\":\"westeurope\",\"location\":\"x\"}"u8.ToArray() },
        { "half of a surrogate pair", "{\"location\":\"\\ud800\"}"u8.ToArray() },
        { "no UTF-8", [.. "{\"location\":\""u8, 0xe9, .. "\"}"u8] },
        { "a number beyond a double", "{\"location\":\"westeurope\",\"tags\":{\"a\":1e999}}"u8.ToArray() },
        { "too deep", Encoding.ASCII.GetBytes($"{new string('[', 2_000)}{new string(']', 2_000)}") },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_is_no_json_is_refused(string what, byte[] body)
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, text) = await SendAsync(rest, HttpMethod.Put, Group, new ByteArrayContent(body));

        Assert.True(status == HttpStatusCode.BadRequest, $"{what}: {status} {text}");
        Assert.Contains("InvalidRequestContent", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Group, true)]
    [InlineData(Group, false)]
    [InlineData(Token, true)]
    [InlineData("/v2.1/track", false)]
    public async Task Too_large_a_body_is_refused_whether_its_length_is_said_or_not(string path, bool hasLength)
    {
        await using var rest = await RestCloud.StartAsync();
        var content = new StreamContent(new MemoryStream(new byte[17 * Megabyte]));
        content.Headers.ContentType = new MediaTypeHeaderValue(path == Token ? Form : "application/json");
        if (!hasLength) content.Headers.ContentLength = null;

        var (status, _) = await SendAsync(rest, path == Group ? HttpMethod.Put : HttpMethod.Post, path, content, !hasLength);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nno end")]
    [InlineData("application/json", "{}")]
    [InlineData(Form, "grant_type=%00")]
    [InlineData(Form, "")]
    public async Task A_form_that_is_none_is_refused_as_a_sign_in_is(string type, string body)
    {
        await using var rest = await RestCloud.StartAsync();
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var (status, text) = await SendAsync(rest, HttpMethod.Post, Token, content);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"error\":\"invalid_request\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_thousands_of_fields_is_refused()
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, _) = await SendAsync(rest, HttpMethod.Post, Token,
            new FormUrlEncodedContent(Enumerable.Range(0, 2_000).Select(number => KeyValuePair.Create($"a{number}", "b"))));

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(RestCloud rest, HttpMethod method, string path,
        HttpContent content, bool isChunked = false)
    {
        using var message = new HttpRequestMessage(method, new Uri(rest.Server.BaseAddress, path)) { Content = content };
        message.Headers.TransferEncodingChunked = isChunked ? true : null;
        using var response = await rest.Http(Audiences.ResourceManager).SendAsync(message);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
