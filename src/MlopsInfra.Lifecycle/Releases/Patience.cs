using Azure;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Tries again what Azure refuses for a while only.</summary>
/// <param name="waiting">Is told what is waited for.</param>
/// <param name="pause">The first pause; it doubles up to a minute.</param>
internal sealed class Patience(Action<string> waiting, TimeSpan pause)
{
    // Of deployments: roles that have not spread yet, which no retry of a request helps ("Troubleshoot online endpoints",
    // errors of Kubernetes).
    private static readonly string[] Spreading =
    [
        "ACRSecretError", "TokenRefreshFailed", "GetAADTokenFailed", "ACRAuthenticationChallengeFailed",
        "ACRTokenExchangeFailed", "InaccessibleImage",
    ];

    private static readonly string[] Passing = ["OperationCanceled", "ContainerGroupTransitioning", "TooManyRequests"];

    /// <summary>Runs something.</summary>
    /// <param name="run">Does it; it can be done again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        var wait = pause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await run();
                return;
            }
            catch (RequestFailedException exception)
                when (ArmError.Of(exception) is var error && attempt <= Attempts(error))
            {
                waiting($"{error.Code}: tried again in {wait.TotalSeconds:0.#} s ({error.Message})");
            }

            await Task.Delay(wait, cancellationToken);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, TimeSpan.FromMinutes(1).Ticks));
        }
    }

    private static int Attempts(ArmError error)
    {
        if (Spreading.Contains(error.Code)) return 5;
        if (Passing.Contains(error.Code)) return 8;
        if (error.Code == "InternalServerError") return 1;
        // Where there is no capacity there may be some in a minute; a quota stays.
        if (error.Code == "ServiceUnavailable") return error.Message.Contains("quota", StringComparison.OrdinalIgnoreCase) ? 0
            : 3;
        return error.Status == 409 && error.Message.Contains("in progress", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
    }
}
