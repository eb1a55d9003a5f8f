using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>A refused sign-in, as OAuth 2.0 words it.</summary>
/// <param name="error">OAuth's code.</param>
/// <param name="description">The sentence, with the code of Entra ID before it.</param>
internal sealed partial class SignInException(string error, string description) : Exception(description)
{
    /// <summary>The status of the answer.</summary>
    public int Status => error is "invalid_client" ? 401 : 400;

    /// <summary>There is no such tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    public static SignInException NoTenant(string tenant) => new("invalid_request",
        $"AADSTS90002: Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the "
            + "correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions "
            + "for the tenant.");

    /// <summary>There is no such application.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="tenant">The tenant.</param>
    public static SignInException NoApplication(string clientId, string tenant) => new("unauthorized_client",
        $"AADSTS700016: Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if "
            + "the application has not been installed by the administrator of the tenant or consented to by any user in the "
            + "tenant. You may have sent your authentication request to the wrong tenant.");

    /// <summary>A parameter is missing.</summary>
    /// <param name="parameter">The parameter.</param>
    public static SignInException Missing(string parameter) => new("invalid_request",
        $"AADSTS900144: The request body must contain the following parameter: '{parameter}'.");

    /// <summary>What was shown for a sign-in is none, or has ended.</summary>
    /// <param name="why">Why.</param>
    public static SignInException BadGrant(string why) => new("invalid_grant", why);

    /// <summary>The body of the answer.</summary>
    /// <param name="now">The time.</param>
    public JsonObject ToJson(DateTimeOffset now)
    {
        var (trace, correlation) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var time = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["error"] = error,
            ["error_description"] = $"{Message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {time}",
            ["error_codes"] = new JsonArray([.. Code().Matches(Message).Select(match => (JsonNode)long.Parse(
                match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))]),
            ["timestamp"] = time,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
        };
    }

    [GeneratedRegex("""^AADSTS(?<number>[0-9]+):""")]
    private static partial Regex Code();
}
