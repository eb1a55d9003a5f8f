using MlopsInfra.CommandTesting;

namespace MlopsInfra.AzureClients.Tests;

/// <summary>A fresh dev environment, as <c>mlops local up dev</c> makes and <c>mlops local serve dev</c> serves it.</summary>
public sealed class ServedDev : IAsyncLifetime
{
    private readonly Mlops _mlops = new();
    private ServedCloud? _served;

    /// <summary>The server.</summary>
    internal ServedCloud Served => _served ?? throw new InvalidOperationException("The server is not started yet.");

    /// <summary>What the program answered.</summary>
    internal System.Text.Json.JsonElement Outputs { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Outputs = (await _mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        _served = await ServedCloud.StartAsync(_mlops, "dev");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
        _mlops.Dispose();
    }
}
