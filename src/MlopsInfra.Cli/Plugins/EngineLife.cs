using System.Net.Sockets;

namespace MlopsInfra.Cli.Plugins;

/// <summary>Notices that the engine which started a plugin is gone, whichever way it went.</summary>
internal static class EngineLife
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Ends when the engine has: it holds this process's standard input as long as it lives. Where somebody else gave it one that
    /// ends at once, the engine still listens on its address, and that counts.
    /// </summary>
    /// <param name="engine">The engine's address, <c>HOST:PORT</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task EndAsync(string engine, CancellationToken cancellationToken)
    {
        await Task.Run(ReadToEnd, CancellationToken.None);
        while (await ListensAsync(engine, cancellationToken)) await Task.Delay(Pause, cancellationToken);
    }

    private static void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
            // Engines write nothing; what a person types is nobody's business either.
        }
    }

    private static async Task<bool> ListensAsync(string engine, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate($"tcp://{engine}", UriKind.Absolute, out var address) || address.Port < 0) return false;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
