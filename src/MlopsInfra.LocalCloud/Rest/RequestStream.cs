using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// The body of a request. No more of it is read than the request may have, whether its length was said or not. A body that
/// ends too early or is cut into chunks wrongly is refused as what it is: a mistake of the client.
/// </summary>
/// <param name="request">The request, which knows its limit.</param>
/// <param name="body">The body as the server has it.</param>
internal sealed class RequestStream(RestRequest request, Stream body) : ReadOnlyStream
{
    private long _read;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Refused before anything is read where the client said how much it has.
        if (request.Http.Request.ContentLength > request.BodyLimit) throw TooLarge();
        int read;
        try
        {
            read = await body.ReadAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLarge(),
                StatusCodes.Status408RequestTimeout => new ArmException(408, "RequestTimeout",
                    "The body of the request came too slowly."),
                _ => Invalid(exception),
            };
        }
        catch (IOException exception) when (!request.Http.RequestAborted.IsCancellationRequested)
        {
            throw Invalid(exception);
        }

        _read += read;
        return _read > request.BodyLimit ? throw TooLarge() : read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ArmException TooLarge() => new(413, "RequestContentTooLarge",
        $"The request content size exceeds the maximum size of '{request.BodyLimit}' bytes.");

    private static ArmException Invalid(Exception exception) => new(400, "InvalidRequestContent",
        $"The request content was invalid and could not be read: '{exception.Message}'.");
}
