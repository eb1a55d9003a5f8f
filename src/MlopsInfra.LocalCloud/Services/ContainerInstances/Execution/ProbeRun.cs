using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>Asks a container how it is, as often as its probe says.</summary>
/// <param name="probe">The probe.</param>
/// <param name="port">The port of this machine that the probe's port is.</param>
/// <param name="exec">Runs a command in the container; true if it ends with 0.</param>
internal sealed class ProbeRun(ContainerProbe probe, int port, Func<IReadOnlyList<string>, CancellationToken, Task<bool>> exec)
{
    // A probe goes to the container alone: no redirect leads elsewhere, and its certificate is nobody's business.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    });

    /// <summary>Asks until it is ended.</summary>
    /// <param name="changed">Is told how it is once it has been so often enough: well (null), or why not.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<string?> changed, CancellationToken stop)
    {
        await Task.Delay(probe.InitialDelay, stop);
        var (good, bad) = (0, 0);
        while (true)
        {
            var why = await AskAsync(stop);
            (good, bad) = why is null ? (good + 1, 0) : (0, bad + 1);
            if (good == probe.SuccessThreshold) changed(null);
            if (bad > 0 && bad % probe.FailureThreshold == 0) changed(why);
            await Task.Delay(probe.Period, stop);
        }
    }

    private async Task<string?> AskAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(probe.Timeout);
        try
        {
            if (probe.Command is { } command)
                return await exec(command, limit.Token) ? null : $"command {string.Join(' ', command)} failed";
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{probe.Scheme}://127.0.0.1:{port}{probe.Path}");
            foreach (var (name, value) in probe.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return (int)response.StatusCode is >= 200 and < 400 ? null
                : $"HTTP probe failed with statuscode: {(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"no answer within {probe.Timeout.TotalSeconds} s";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }
}
