using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>
/// The local cloud's HTTPS face, on the loopback address only: Azure Resource Manager, Azure ML, blobs, batch scoring, registry
/// tasks and sign-in, for unmodified clients. Its certificate is in no certificate store.
/// </summary>
public sealed class LocalCloudServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly IPEndPoint _endPoint;
    private int _disposed;

    private LocalCloudServer(WebApplication host, IPEndPoint endPoint, X509Certificate2 certificate,
        LocalCloudApplication application)
    {
        _host = host;
        _endPoint = endPoint;
        Certificate = certificate;
        Application = application;
        BaseAddress = new Uri($"https://localhost:{endPoint.Port}/");
    }

    /// <summary>Where it is, as in <c>https://localhost:41234/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>
    /// Where the blobs of an account are, for clients that can't use Azure's own names: <c>https://127.0.0.1:41234/account</c>.
    /// </summary>
    /// <param name="account">The account.</param>
    public Uri BlobAddress(string account) => new($"https://127.0.0.1:{_endPoint.Port}/{account}");

    /// <summary>Its certificate, to be trusted by who talks to it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>
    /// The file of its certificate (PEM), for clients that are told what to trust by files; null where nothing is kept.
    /// </summary>
    public string? CertificateFile =>
        Options.KeysFolder is { } folder ? Path.Combine(folder, LoopbackCertificate.FileName) : null;

    /// <summary>Issues the tokens that it accepts.</summary>
    public LocalTokenIssuer Tokens => Application.Tokens;

    /// <summary>What it was asked.</summary>
    public RequestLog Requests => Application.Requests;

    /// <summary>Its options; faults and polls may be changed while it runs.</summary>
    public LocalCloudServerOptions Options => Application.Options;

    internal LocalCloudApplication Application { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="cloud">The cloud that it serves; outlives it.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="WorkloadException">Nothing can be executed in the way that was chosen.</exception>
    public static async Task<LocalCloudServer> StartAsync(EmbeddedCloud cloud, LocalCloudServerOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(options);
        // The certificate takes a fifth of a cold start: made beside the rest.
        var making = Task.Run(() => LoopbackCertificate.Open(options.KeysFolder, DateTimeOffset.UtcNow), cancellationToken);
        var application = new LocalCloudApplication(cloud, options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var certificate = await making;
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Blobs are as large as the disk; other bodies are limited where they are read.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(certificate);
            });
        });
        var host = builder.Build();
        host.Run(application.HandleAsync);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            await application.CloseAsync();
            certificate.Dispose();
            throw;
        }

        var address =
            new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var server = new LocalCloudServer(host, new IPEndPoint(IPAddress.Loopback, address.Port), certificate, application);
        try
        {
            await application.StartAsync(server.BaseAddress, certificate, server.CreateHandler(), cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>
    /// A transport for HTTP clients that trusts exactly this server and leads Azure's hosts (<c>management.azure.com</c>,
    /// <c>{account}.blob.core.windows.net</c>, <c>{endpoint}.{region}.inference.ml.azure.com</c>, Logic Apps',
    /// <c>login.microsoftonline.com</c>) to it, so that clients keep Azure's own URLs. For the Azure SDK:
    /// <c>new ArmClientOptions { Transport = new HttpClientTransport(server.CreateHandler()) }</c>. Any other host is refused.
    /// </summary>
    public HttpMessageHandler CreateHandler() => LoopbackHandler.Create(_endPoint, Certificate);

    /// <summary>Stops the server; open connections get a second to end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await Application.StopAsync();
        using (var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1))) await _host.StopAsync(timeout.Token);
        await _host.DisposeAsync();
        Certificate.Dispose();
        await Application.CloseAsync();
    }
}
