using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MedDist.Core.Tests.Support;

/// <summary>Picks a free port on 127.0.0.1 for a server that is started by number, and restarted on the same one.</summary>
public static class LoopbackPort
{
    // Below the range that Linux hands to outgoing connections (32768 and up): nobody takes the port while its server restarts.
    private const int First = 20000;
    private const int Last = 32000;

    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken: try the next one
            }
        }

        throw new InvalidOperationException($"No free port between {First} and {Last} on 127.0.0.1.");
    }
}
