using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MlopsInfra.ResourceManager;

/// <summary>Reads blobs by addresses that are signed: they take no token.</summary>
/// <param name="connection">How Azure is reached.</param>
public sealed class BlobText(AzureConnection connection)
{
    private readonly HttpPipeline _pipeline =
        HttpPipelineBuilder.Build(ClientSetup.Configure(new Options(), connection, _ => { }));

    /// <summary>The text of a blob.</summary>
    /// <param name="address">Its address, with a signature.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">It is refused.</exception>
    public async Task<string> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(address);
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status == 200
            ? message.Response.Content.ToString() : throw new RequestFailedException(message.Response);
    }

    private sealed class Options : ClientOptions;
}
