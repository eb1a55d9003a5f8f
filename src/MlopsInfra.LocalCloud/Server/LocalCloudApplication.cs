using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Rest.Tokens;
using System.Security.Cryptography.X509Certificates;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>Puts the planes together, and leads each request through faults, its plane and the log.</summary>
internal sealed class LocalCloudApplication
{
    private readonly EmbeddedCloud _cloud;
    private readonly ServiceProvider _services;
    private readonly IDataPlane[] _planes;
    private readonly IHostedService[] _background;
    private readonly ResourceManagerPlane _resourceManager;
    private readonly RestBehaviors _behaviors;
    private readonly RequestRecorder _recorder;

    public LocalCloudApplication(EmbeddedCloud cloud, LocalCloudServerOptions options)
    {
        (_cloud, Options, _services) = (cloud, options, RestServices.Build(cloud, options));
        _planes = [.. _services.GetServices<IDataPlane>()];
        _background = [.. _services.GetServices<IHostedService>()];
        _resourceManager = _services.GetRequiredService<ResourceManagerPlane>();
        _behaviors = _services.GetRequiredService<RestBehaviors>();
        _recorder = _services.GetRequiredService<RequestRecorder>();
        Tokens = _services.GetRequiredService<LocalTokenIssuer>();
        Requests = _services.GetRequiredService<RequestLog>();
    }

    public LocalCloudServerOptions Options { get; }

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _services;

    public LocalTokenIssuer Tokens { get; }

    /// <summary>What it was asked; can be read when it is closed, too.</summary>
    public RequestLog Requests { get; }

    public async Task HandleAsync(HttpContext http)
    {
        var request = new RestRequest(http);
        var entry = new RequestEntry(_recorder, request);
        var cut = false;
        try
        {
            cut = await HandleAsync(request);
        }
        catch (ArmException exception)
        {
            await AnswerErrorAsync(request, exception);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            entry.Fail(exception);
            await AnswerErrorAsync(request,
                new ArmException(500, "InternalServerError",
                    $"The local cloud failed: {exception.GetType().Name}: {exception.Message}"));
        }
        finally
        {
            entry.Write(cut);
        }

        if (cut) http.Abort();
    }

    /// <summary>True if the connection is to be cut instead of an answer.</summary>
    private async Task<bool> HandleAsync(RestRequest request)
    {
        // A page in a browser can give this machine a name of its own. What came by such a name is answered by nobody.
        if (!AzureHosts.IsServedHere(request.Info.Host))
            throw new ArmException(421, "MisdirectedRequest",
                $"The host '{request.Info.Host}' is none that the local cloud stands in for.");
        request.Place = CallerHeaders.Read(request.Http.Request)
            ?? Tokens.PlaceOf(request.Header("Authorization")) ?? _cloud.Callers;
        var fault = Options.Faults.Take(request.Info);
        switch (fault?.Kind)
        {
            case FaultKind.CutBefore:
                return true;
            case FaultKind.Answer:
                if (fault.RetryAfter is { } wait)
                    request.Http.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                throw new ArmException(fault.Status, fault.Code, fault.Message);
            case FaultKind.CutAfter:
                // What would have been answered goes nowhere.
                request.Http.Response.Body = Stream.Null;
                await RouteAsync(request);
                return true;
            case FaultKind.FailOperation:
                request.OperationFault = fault;
                break;
        }

        await RouteAsync(request);
        return false;
    }

    private async Task RouteAsync(RestRequest request)
    {
        foreach (var plane in _planes)
        {
            if (await plane.TryHandleAsync(request)) return;
        }

        await _resourceManager.HandleAsync(request);
    }

    /// <summary>
    /// Says how the server is reached, for the calls of its services to each other and for what it executes, and starts what goes
    /// on in the background.
    /// </summary>
    public async Task StartAsync(Uri address, X509Certificate2 certificate, HttpMessageHandler handler,
        CancellationToken cancellationToken)
    {
        _services.GetRequiredService<ServedAt>().Set(address, certificate.ExportCertificatePem());
        _services.GetRequiredService<ServerCalls>().Connect(handler);
        foreach (var service in _background) await service.StartAsync(cancellationToken);
    }

    /// <summary>Ends what goes on in the background: deliveries and runs that are not finished.</summary>
    public async Task StopAsync()
    {
        // The last one first: deliveries begin no more before the work that they began is ended.
        foreach (var service in _background.Reverse()) await service.StopAsync(CancellationToken.None);
    }

    /// <summary>Tidies up what is kept on disk, once nothing is asked any more.</summary>
    public ValueTask CloseAsync() => _services.DisposeAsync();

    private async Task AnswerErrorAsync(RestRequest request, ArmException exception)
    {
        if (request.Http.Response.HasStarted)
        {
            request.Http.Abort();
            return;
        }

        await request.AnswerAsync(exception.Status, _behaviors.ErrorBody(request.Http.Response, exception));
    }
}
