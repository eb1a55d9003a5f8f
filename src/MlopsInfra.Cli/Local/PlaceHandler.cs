using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.Cli.Local;

/// <summary>Says with every request where it comes from.</summary>
/// <param name="place">The place; asked for each request.</param>
/// <param name="inner">Sends it.</param>
internal sealed class PlaceHandler(Func<CallerPlace> place, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallerHeaders.Write(request, place());
        return base.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallerHeaders.Write(request, place());
        return base.Send(request, cancellationToken);
    }
}
