# SPDX-License-Identifier: Apache-2.0
"""Python's `websockets`, sending back what it was sent: the second server that msao-cloud is held against."""
import asyncio

import websockets


async def echo(connection):
    try:
        async for message in connection:
            await connection.send(message)
    except websockets.ConnectionClosedError:
        pass


async def main():
    async with websockets.serve(echo, "127.0.0.1", 0, compression=None) as server:
        print(f"listening on ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main())
