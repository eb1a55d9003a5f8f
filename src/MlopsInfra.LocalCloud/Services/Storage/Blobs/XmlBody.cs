using System.Xml;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>XML in the bodies of requests. What documents declare of their own (a DTD, entities) is not read.</summary>
internal static class XmlBody
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads the root of the document in a body.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="StorageException">There is no XML.</exception>
    public static async Task<XElement> ReadAsync(RestRequest request)
    {
        // The asynchronous reader asks for the end of a broken document synchronously, which no server allows.
        using var buffer = new MemoryStream();
        await request.Http.Request.Body.CopyToAsync(buffer, request.Http.RequestAborted);
        buffer.Position = 0;
        try
        {
            using var reader = XmlReader.Create(buffer, Settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException exception)
        {
            throw new StorageException(400, "InvalidXmlDocument",
                $"XML specified is not syntactically valid: {exception.Message}");
        }
    }
}
