using System.Globalization;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>What a lease operation asks for.</summary>
/// <param name="Action">acquire, renew, change, release or break.</param>
/// <param name="Id">The id of the lease; null where none is shown.</param>
/// <param name="Proposed">The id that it is to get; null where none is proposed.</param>
/// <param name="Seconds">How long it is to last; null without end.</param>
/// <param name="BreakPeriod">How many seconds it is to go on when it is broken; null for as long as it would have lasted.</param>
internal sealed record LeaseRequest(string Action, string? Id, string? Proposed, int? Seconds, int? BreakPeriod)
{
    /// <summary>The header that shows a lease.</summary>
    public const string IdHeader = "x-ms-lease-id";

    private const string ProposedHeader = "x-ms-proposed-lease-id";

    /// <summary>Reads the headers of an operation.</summary>
    /// <exception cref="StorageException">One is missing or wrong.</exception>
    public static LeaseRequest Read(RestRequest request)
    {
        var action = Require(request, "x-ms-lease-action").ToLowerInvariant();
        var id = Guid(request, IdHeader);
        var proposed = Guid(request, ProposedHeader);
        switch (action)
        {
            case "acquire":
                var seconds = Number(request, "x-ms-lease-duration", Require(request, "x-ms-lease-duration"));
                if (seconds is not (-1 or (>= 15 and <= 60)))
                    throw StorageException.InvalidHeader("x-ms-lease-duration", request.Header("x-ms-lease-duration"));
                return new LeaseRequest(action, id, proposed, seconds == -1 ? null : seconds, null);
            case "renew" or "release":
                Require(request, IdHeader);
                return new LeaseRequest(action, id, proposed, null, null);
            case "change":
                Require(request, IdHeader);
                Require(request, ProposedHeader);
                return new LeaseRequest(action, id, proposed, null, null);
            case "break":
                const string Period = "x-ms-lease-break-period";
                var period = request.Header(Period) is { } text ? Number(request, Period, text) : (int?)null;
                if (period is < 0 or > 60) throw StorageException.InvalidHeader(Period, request.Header(Period));
                return new LeaseRequest(action, id, proposed, null, period);
            default:
                throw StorageException.InvalidHeader("x-ms-lease-action", action);
        }
    }

    private static string Require(RestRequest request, string name) =>
        request.Header(name) is { Length: > 0 } value ? value : throw StorageException.MissingHeader(name);

    private static string? Guid(RestRequest request, string name)
    {
        if (request.Header(name) is not { Length: > 0 } text) return null;
        return System.Guid.TryParse(text, out var id) ? id.ToString() : throw StorageException.InvalidHeader(name, text);
    }

    private static int Number(RestRequest request, string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw StorageException.InvalidHeader(name, request.Header(name));
}
